/**
 * Policies: which job runs where, on how many cores, and which is given up. Several, of one
 * interface, so that they can be compared; the same classes decide live and in the simulator.
 */
@NullMarked
package org.meitheal.core.policy;

import org.jspecify.annotations.NullMarked;
