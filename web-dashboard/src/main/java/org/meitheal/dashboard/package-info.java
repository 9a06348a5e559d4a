/** What operators see and do, rendered on the server. */
@NullMarked
package org.meitheal.dashboard;

import org.jspecify.annotations.NullMarked;
