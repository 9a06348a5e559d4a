/** What is measured of devices, followers and records. */
@NullMarked
package org.meitheal.registry.metric;

import org.jspecify.annotations.NullMarked;
