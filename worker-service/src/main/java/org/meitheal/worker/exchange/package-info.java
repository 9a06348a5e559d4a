/**
 * Rows on their way between the parts of divided executions: from and to other devices, and how
 * long they are kept.
 */
@NullMarked
package org.meitheal.worker.exchange;

import org.jspecify.annotations.NullMarked;
