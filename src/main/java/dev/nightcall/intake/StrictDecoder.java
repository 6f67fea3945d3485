package dev.nightcall.intake;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Refuses what Netty mends: a request that has both a length and chunks. A load balancer may have read it the other way, and
 * what is the end of one request to it may be the begin of another here (RFC 9112, 6.1).
 */
final class StrictDecoder extends VertxHttpRequestDecoder {

    /** As Vert.x calls its own. */
    private static final String NAME = "httpDecoder";

    private StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Takes the place of the decoder of a connection on which nothing has been read yet. */
    static void replaceAt(HttpConnection connection, HttpServerOptions options) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channelHandlerContext().pipeline();
        pipeline.replace(NAME, NAME, new StrictDecoder(options));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("a request has both Content-Length and Transfer-Encoding");
    }
}
