/** The lab that runs this dashboard: its links, workers and load, and what people do to them. */
@NullMarked
package org.meitheal.dashboard.lab;

import org.jspecify.annotations.NullMarked;
