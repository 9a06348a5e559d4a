/** Where a request goes, and the connections that it goes by. */
@NullMarked
package org.meitheal.gateway.route;

import org.jspecify.annotations.NullMarked;
