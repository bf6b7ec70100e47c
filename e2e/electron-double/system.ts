import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'

/** Dialogs that nobody answers: each is given up, until a spec puts an answer in its place. */
export const dialog = {
  showSaveDialog: (..._arguments: unknown[]) => Promise.resolve({ canceled: true, filePath: '' }),
  showOpenDialog: (..._arguments: unknown[]) =>
    Promise.resolve({ canceled: true, filePaths: [] as string[] }),
  showMessageBox: (..._arguments: unknown[]) => Promise.resolve({ response: 1 }),
  showErrorBox: (title: string, content: string) => {
    process.stderr.write(`${title}: ${content}\n`)
  },
}

/** A key that lasts as long as the program stands for the system's. */
const key = randomBytes(32)
const IV_BYTES = 12
const TAG_BYTES = 16

export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString(text: string): Buffer {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', key, iv)
    const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), bytes])
  },
  decryptString(bytes: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  },
}

export const powerMonitor = new EventEmitter()

export const nativeTheme = { shouldUseDarkColors: false }

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
}

export const shell = {
  /** What was given to the system to open. */
  opened: [] as string[],
  openExternal(url: string): Promise<void> {
    shell.opened.push(url)
    return Promise.resolve()
  },
}

type PermissionAnswer = (isAllowed: boolean) => void

class Session extends EventEmitter {
  requestHandler: ((contents: null, name: string, answer: PermissionAnswer) => void) | null = null
  checkHandler: ((contents: null, name: string) => boolean) | null = null
  deviceHandler: (() => boolean) | null = null

  setPermissionRequestHandler(handler: Session['requestHandler']): void {
    this.requestHandler = handler
  }
  setPermissionCheckHandler(handler: Session['checkHandler']): void {
    this.checkHandler = handler
  }
  setDevicePermissionHandler(handler: Session['deviceHandler']): void {
    this.deviceHandler = handler
  }
}

export const session = { defaultSession: new Session() }

type MenuTemplate = readonly { role?: string; label?: string; submenu?: MenuTemplate }[]

export class Menu {
  static #applicationMenu: Menu | null = null
  readonly items: MenuTemplate

  constructor(items: MenuTemplate) {
    this.items = items
  }

  static buildFromTemplate = (template: MenuTemplate): Menu => new Menu(template)
  static getApplicationMenu = (): Menu | null => Menu.#applicationMenu
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#applicationMenu = menu
  }
}

/** Notifications that nobody sees: a spec reads what was shown, and clicks on it. */
export class Notification extends EventEmitter {
  static readonly shown: Notification[] = []
  static isSupported = (): boolean => true
  readonly title: string
  readonly body: string

  constructor({ title, body }: { title: string; body: string }) {
    super()
    this.title = title
    this.body = body
  }

  show(): void {
    Notification.shown.push(this)
  }
}
