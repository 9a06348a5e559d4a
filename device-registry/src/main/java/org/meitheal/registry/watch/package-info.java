/** The stream of changes that schedulers and dashboards follow. */
@NullMarked
package org.meitheal.registry.watch;

import org.jspecify.annotations.NullMarked;
