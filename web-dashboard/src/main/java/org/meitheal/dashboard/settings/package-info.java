/** What an operator configures. */
@NullMarked
package org.meitheal.dashboard.settings;

import org.jspecify.annotations.NullMarked;
