// What can be done with a member of a group or channel.

import { attempt, become } from "../actions.js";
import { api } from "../api.js";
import { h } from "../dom.js";
import { nameOf } from "../format.js";
import { store, summary } from "../store.js";
import { loadChats } from "../world.js";
import { form, openDialog } from "./dialog.js";
import { openMenu } from "./menu.js";

const GROUP = [
  ["can_delete_messages", "Delete messages"], [
    "can_restrict_members", "Restrict and ban",
  ], ["can_invite_users", "Invite"],
  ["can_pin_messages", "Pin"], [
    "can_change_info", "Change the group",
  ], ["can_promote_members", "Make admins"],
  ["can_manage_chat", "See the log"],
];
const CHANNEL = [
  ["can_post_messages", "Post"], ["can_edit_messages", "Edit posts"], ["can_delete_messages", "Delete posts"],
  ["can_invite_users", "Invite"], [
    "can_change_info", "Change the channel",
  ], ["can_promote_members", "Make admins"],
  ["can_manage_chat", "See the log"],
];
const PERMISSIONS = [
  ["can_send_messages", "Write"], ["can_send_photos", "Send photos"], ["can_send_videos", "Send videos"],
  ["can_send_documents", "Send files"], ["can_send_polls", "Send polls"], [
    "can_send_other_messages", "Send stickers",
  ],
];
const DEFAULT = new Set([
  "can_delete_messages", "can_restrict_members", "can_invite_users", "can_pin_messages",
  "can_post_messages", "can_edit_messages", "can_manage_chat",
]);

/** Opens the menu of a member at a button. */
export function memberMenu(anchor, member, column) {
  const { user, status } = member;
  const known = summary(column.user, column.chat);
  const admin = known?.role === "creator" || known?.role === "administrator";
  const other = user.id !== column.user;
  const act = (action, rights) => attempt(() => change(column, user.id, action, rights));
  const rank = status === "administrator";
  openMenu(anchor, nameOf(user), [
    store.users.has(user.id) && other && {
      label: `Be ${nameOf(user)}`, icon: "people", run: () => become(user.id),
    },
    admin && other && status !== "creator" && !["kicked", "left"].includes(status) && {
      label: rank ? "Change admin rights…" : "Make admin…", icon: "shield", run: () => rights(
        column,
        member,
        known.type === "channel" ? CHANNEL : GROUP,
        "promote",
      ),
    },
    admin && rank && other && { label: "Take admin rights away", icon: "shield", run: () => act("demote") },
    admin && other && known.type !== "channel" && ["member", "restricted"].includes(status) && {
      label: "Restrict…", icon: "key", run: () => rights(column, member, PERMISSIONS, "restrict"),
    },
    admin && status === "restricted" && {
      label: "Lift restrictions", icon: "key", run: () => act("unrestrict"),
    },
    admin && other && !["creator", "kicked", "left"].includes(status) && {
      label: "Remove", icon: "close", run: () => act("kick"),
    },
    admin && other && !["creator", "kicked"].includes(status) && {
      label: "Ban", icon: "close", bad: true, run: () => act("ban"),
    },
    admin && status === "kicked" && { label: "Lift the ban", icon: "plus", run: () => act("unban") },
    { label: `Id ${user.id}`, icon: "copy", run: () => navigator.clipboard?.writeText(String(user.id)) },
  ]);
}

async function change(column, who, action, given) {
  await api.member(column.user, column.chat, who, action, given);
  await loadChats(column.user);
}

function rights(column, member, list, action) {
  const promote = action === "promote";
  openDialog(promote
    ? `Admin rights of ${nameOf(member.user)}`
    : `What ${nameOf(member.user)} may do`, (close) => {
    const boxes = list.map(([name, words]) => {
      const box = h("input", { type: "checkbox", name });
      box.checked = member[name] ?? (promote ? member.status !== "administrator" && DEFAULT.has(name) : false);
      return { name, box, row: h("label", { class: "check" }, box, words) };
    });
    return form(boxes.map((one) => one.row), "Save", async () => {
      const given = Object.fromEntries(boxes.map((one) => [one.name, one.box.checked]));
      await change(column, member.user.id, action, given);
      close();
    });
  });
}
