/** The device-registry: who is here, and how well they reach each other. */
@NullMarked
package org.meitheal.registry;

import org.jspecify.annotations.NullMarked;
