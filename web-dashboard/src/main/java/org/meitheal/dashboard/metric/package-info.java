/** What is measured of the dashboard, and who may read it. */
@NullMarked
package org.meitheal.dashboard.metric;

import org.jspecify.annotations.NullMarked;
