package dev.nightcall.intake;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Closes a connection that asks on and on and does not read its answers: Vert.x takes one request after the other, however many
 * are not answered yet, and keeps every answer until somebody reads it.
 */
final class OwedAnswers extends ChannelDuplexHandler {

    /** More than anybody asks for before the first answer is there; load balancers ask for one. */
    static final int MOST = 16;

    /** As Vert.x calls the last handler of a connection, which is its own. */
    private static final String VERTX = "handler";

    /** Requests whose answers have not left yet. */
    private int owed;

    private OwedAnswers() {
    }

    /** Begins to count, on a connection on which nothing has been read yet. */
    static void countAt(HttpConnection connection) {
        channel(connection).pipeline().addBefore(VERTX, "owedAnswers", new OwedAnswers());
    }

    /** Closes without waiting for anybody to read what is owed; Vert.x itself would wait for that, if need be for ever. */
    static void close(HttpConnection connection) {
        channel(connection).close();
    }

    private static ChannelHandlerContext channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext();
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        // What was read together with the one too many comes here after the close.
        if (!channel.channel().isOpen() || message instanceof HttpRequest && ++owed > MOST) {
            ReferenceCountUtil.release(message);
            channel.close();
        } else {
            channel.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext channel, Object message, ChannelPromise left) {
        boolean ends = message instanceof LastHttpContent && !isInterim(message);
        channel.write(message, ends ? left.unvoid().addListener(done -> owed--) : left);
    }

    /** 100 Continue is not yet the answer. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
