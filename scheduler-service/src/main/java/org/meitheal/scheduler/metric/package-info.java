/** What is measured of decisions, executions and the fleet. */
@NullMarked
package org.meitheal.scheduler.metric;

import org.jspecify.annotations.NullMarked;
