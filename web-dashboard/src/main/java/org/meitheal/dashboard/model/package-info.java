/** The models: what they are, who holds them, and how fast they are there. */
@NullMarked
package org.meitheal.dashboard.model;

import org.jspecify.annotations.NullMarked;
