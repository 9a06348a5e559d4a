/** What the cluster costs, as measured here. */
@NullMarked
package org.meitheal.lab.bench;

import org.jspecify.annotations.NullMarked;
