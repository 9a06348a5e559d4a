/**
 * The names of all that the services measure of themselves, and how what only changes slowly is
 * read.
 */
@NullMarked
package org.meitheal.protocol.metric;

import org.jspecify.annotations.NullMarked;
