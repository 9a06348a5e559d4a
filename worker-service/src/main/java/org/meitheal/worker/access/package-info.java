/** Who may call what, and the form of errors. */
@NullMarked
package org.meitheal.worker.access;

import org.jspecify.annotations.NullMarked;
