/** How quantities are written for people. */
@NullMarked
package org.meitheal.dashboard.text;

import org.jspecify.annotations.NullMarked;
