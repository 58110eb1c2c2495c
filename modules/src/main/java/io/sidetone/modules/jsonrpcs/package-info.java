/// Module `jsonrpcs`: commands of operators as JSON-RPC, by a named pipe or datagrams.
@NullMarked
package io.sidetone.modules.jsonrpcs;

import org.jspecify.annotations.NullMarked;
