/** Parts of executions that other workers lead. */
@NullMarked
package org.meitheal.worker.helping;

import org.jspecify.annotations.NullMarked;
