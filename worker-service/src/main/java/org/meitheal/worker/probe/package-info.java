/** Measures the links to those whom the registry names, and answers the probes of others. */
@NullMarked
package org.meitheal.worker.probe;

import org.jspecify.annotations.NullMarked;
