/** The dashboard as people use it: in a browser, by keyboard, narrow and wide, light and dark. */
@NullMarked
package org.meitheal.dashboard.browser;

import org.jspecify.annotations.NullMarked;
