/** Who this device is, and its lease: enrolment, epochs and heartbeats. */
@NullMarked
package org.meitheal.worker.enrolment;

import org.jspecify.annotations.NullMarked;
