/** What the lab asks of the services. */
@NullMarked
package org.meitheal.lab.client;

import org.jspecify.annotations.NullMarked;
