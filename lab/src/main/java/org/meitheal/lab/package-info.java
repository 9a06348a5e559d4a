/**
 * A whole cluster on one machine: its processes, the links between them, and what is asked of it.
 */
@NullMarked
package org.meitheal.lab;

import org.jspecify.annotations.NullMarked;
