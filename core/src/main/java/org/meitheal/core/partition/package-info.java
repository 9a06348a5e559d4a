/**
 * Exact input partitioning: which rows, columns and items of a layer's input a part of its output
 * needs, and who owes whom which of them.
 */
@NullMarked
package org.meitheal.core.partition;

import org.jspecify.annotations.NullMarked;
