/** Model bundles from device to device: serves those on disk, and fetches one that is wanted. */
@NullMarked
package org.meitheal.worker.bundle;

import org.jspecify.annotations.NullMarked;
