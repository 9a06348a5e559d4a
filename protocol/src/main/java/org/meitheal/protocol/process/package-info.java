/** How a service ends with the process that started it. */
@NullMarked
package org.meitheal.protocol.process;

import org.jspecify.annotations.NullMarked;
