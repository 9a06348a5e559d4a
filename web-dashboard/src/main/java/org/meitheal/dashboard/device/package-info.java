/** The devices: all of them as a list, each on a page, and what operators do with them. */
@NullMarked
package org.meitheal.dashboard.device;

import org.jspecify.annotations.NullMarked;
