/** With which status this process ends. */
@NullMarked
package org.meitheal.worker.exit;

import org.jspecify.annotations.NullMarked;
