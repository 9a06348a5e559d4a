/** Requests sent evenly through the gateway, for people to see what the cluster makes of them. */
@NullMarked
package org.meitheal.lab.load;

import org.jspecify.annotations.NullMarked;
