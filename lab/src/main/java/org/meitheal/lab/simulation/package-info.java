/**
 * The published experiment in virtual time: devices, one shared link and a trace of frames, decided
 * by the same policies as a live cluster.
 */
@NullMarked
package org.meitheal.lab.simulation;

import org.jspecify.annotations.NullMarked;
