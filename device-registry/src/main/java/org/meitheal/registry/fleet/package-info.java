/**
 * The devices of this moment in memory: registrations, leases, what heartbeats told, whom to probe.
 */
@NullMarked
package org.meitheal.registry.fleet;

import org.jspecify.annotations.NullMarked;
