/** Devices over HTTP: what operators see and set, new lives, heartbeats, goodbyes. */
@NullMarked
package org.meitheal.registry.device;

import org.jspecify.annotations.NullMarked;
