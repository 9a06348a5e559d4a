/**
 * The links between the machines of the lab: delay, jitter, bandwidth, loss and cuts for each pair,
 * changeable while running.
 */
@NullMarked
package org.meitheal.lab.emulator;

import org.jspecify.annotations.NullMarked;
