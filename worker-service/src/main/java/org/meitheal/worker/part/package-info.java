/** One device's part of a divided execution: its stages as quanta on the lanes, rows in between. */
@NullMarked
package org.meitheal.worker.part;

import org.jspecify.annotations.NullMarked;
