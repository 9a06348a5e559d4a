/** Measurements and events written behind: bounded queues, batched inserts, daily partitions. */
@NullMarked
package org.meitheal.registry.record;

import org.jspecify.annotations.NullMarked;
