/** One lab from the lock on its state folder to the moment when nothing of it is left. */
@NullMarked
package org.meitheal.lab.session;

import org.jspecify.annotations.NullMarked;
