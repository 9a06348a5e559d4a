/**
 * Infer, for programs on this device and whoever else reaches it directly: by a plan of the
 * scheduler's that this device leads, or alone.
 */
@NullMarked
package org.meitheal.worker.door;

import org.jspecify.annotations.NullMarked;
