/** Decides where each request is done, sends it there, and keeps a record of every decision. */
@NullMarked
package org.meitheal.scheduler;

import org.jspecify.annotations.NullMarked;
