/**
 * How well nodes reach each other: samples taken, the last five in memory, history from the
 * database.
 */
@NullMarked
package org.meitheal.registry.link;

import org.jspecify.annotations.NullMarked;
