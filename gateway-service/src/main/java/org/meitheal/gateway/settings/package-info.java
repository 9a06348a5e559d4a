/** What an operator configures. */
@NullMarked
package org.meitheal.gateway.settings;

import org.jspecify.annotations.NullMarked;
