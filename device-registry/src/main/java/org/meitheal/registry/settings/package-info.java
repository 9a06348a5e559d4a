/** What can be configured, and the clocks. */
@NullMarked
package org.meitheal.registry.settings;

import org.jspecify.annotations.NullMarked;
