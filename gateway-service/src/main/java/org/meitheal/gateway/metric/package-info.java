/** What is measured of requests. */
@NullMarked
package org.meitheal.gateway.metric;

import org.jspecify.annotations.NullMarked;
