/** What the scheduler-service says about its decisions. */
@NullMarked
package org.meitheal.protocol.scheduler;

import org.jspecify.annotations.NullMarked;
