/** This site's connection to the device-registry: its own credential, the keys, the watch. */
@NullMarked
package org.meitheal.scheduler.registry;

import org.jspecify.annotations.NullMarked;
