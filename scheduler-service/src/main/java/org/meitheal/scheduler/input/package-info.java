/** A request's body on its way from the client to the lead, kept for another attempt. */
@NullMarked
package org.meitheal.scheduler.input;

import org.jspecify.annotations.NullMarked;
