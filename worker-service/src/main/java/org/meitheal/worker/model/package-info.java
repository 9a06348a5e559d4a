/** Model bundles in memory, run by libtorch. */
@NullMarked
package org.meitheal.worker.model;

import org.jspecify.annotations.NullMarked;
