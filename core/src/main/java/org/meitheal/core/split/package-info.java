/**
 * Whether one request is divided over several devices or lanes, and how: which runs of segments,
 * which rows of them where, and when the answer is expected.
 */
@NullMarked
package org.meitheal.core.split;

import org.jspecify.annotations.NullMarked;
