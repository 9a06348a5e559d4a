/** What an operator configures. */
@NullMarked
package org.meitheal.scheduler.settings;

import org.jspecify.annotations.NullMarked;
