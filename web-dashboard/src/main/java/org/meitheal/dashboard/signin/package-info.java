/** Who may look: a key with a viewer's or an operator's role becomes a session. */
@NullMarked
package org.meitheal.dashboard.signin;

import org.jspecify.annotations.NullMarked;
