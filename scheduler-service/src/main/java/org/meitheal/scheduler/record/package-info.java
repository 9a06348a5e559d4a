/**
 * The record of decisions and executions: kept in memory at once, written to PostgreSQL behind the
 * requests, read by people and by the dashboard.
 */
@NullMarked
package org.meitheal.scheduler.record;

import org.jspecify.annotations.NullMarked;
